package client

// profiles are in the order they are shown: browsers, command lines, programs,
// and the standard itself. A new client is a row here and a file of its own.
var profiles = []Profile{
	fetchProfile(),
	formProfile(),
	curlProfile(),
	wgetProfile(),
	goProfile(),
	requestsProfile(),
	nodeProfile(),
	axiosProfile(),
	nodeFetchProfile(),
	gotProfile(),
	superagentProfile(),
	phpCurlProfile(),
	phpStreamProfile(),
	guzzleProfile(),
	lwpProfile(),
	tinyProfile(),
	mojoProfile(),
	faradayProfile(),
	restClientProfile(),
	httpartyProfile(),
	rfc9110Profile(),
}
