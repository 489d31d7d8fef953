package scenario

import "strings"

// The options of curl, as of version 8.17 (src/tool_getparam.c and the manual,
// https://curl.se/docs/manpage.html). The names alone are needed to know where
// an option's value ends and the URL begins.

// curlValued are the long names of the options that take a value.
const curlValued = ` abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
 connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw
 data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine
 etag-compare etag-save expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port
 ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header help hostpubmd5 hostpubsha256 hsts interface ip-tos
 ipfs-gateway json keepalive-cnt keepalive-time key key-type knownhosts krb krb4 libcurl limit-rate local-port
 login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output
 output-dir parallel-max parallel-max-host pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert
 proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass
 proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user
 proxy1.0 pubkey quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time
 sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time
 ssl-sessions stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace
 trace-ascii trace-config unix-socket upload-file upload-flags url url-query user user-agent variable vlan-priority
 write-out `

// curlBare are the long names of those that take none.
const curlBare = ` alpn anyauth append basic buffer ca-native cert-status clobber compressed compressed-ssh create-dirs crlf
 digest disable disable-eprt disable-epsv disallow-username-in-url doh-cert-status doh-insecure dump-ca-embed eprt epsv
 fail fail-early fail-with-body false-start follow form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip
 ftp-ssl ftp-ssl-ccc ftp-ssl-control ftp-ssl-reqd get globoff haproxy-protocol head http0.9 http1.0 http1.1 http2
 http2-prior-knowledge http3 http3-only ignore-content-length include insecure ipv4 ipv6 junk-session-cookies keepalive
 list-only location location-trusted mail-rcpt-allowfails manual metalink mptcp negotiate netrc netrc-optional next npn
 ntlm ntlm-wb out-null parallel parallel-immediate path-as-is post301 post302 post303 progress-bar progress-meter
 proxy-anyauth proxy-basic proxy-ca-native proxy-digest proxy-http2 proxy-insecure proxy-negotiate proxy-ntlm
 proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel raw remote-header-name remote-name
 remote-name-all remote-time remove-on-error retry-all-errors retry-connrefused sasl-ir sessionid show-error show-headers
 silent skip-existing socks5-basic socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke
 ssl-reqd ssl-revoke-best-effort sslv2 sslv3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay
 tftp-no-options tls-earlydata tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time use-ascii verbose
 version xattr `

// curlShort are the options of one letter: the letter, and the long name.
const curlShort = ` 0http1.0 1tlsv1 2sslv2 3sslv3 4ipv4 6ipv6 #progress-bar :next Auser-agent Buse-ascii Ccontinue-at
 Ddump-header Ecert Fform Gget Hheader Ihead Jremote-header-name Kconfig Llocation Mmanual Nbuffer Oremote-name Pftp-port
 Qquote Rremote-time Sshow-error Tupload-file Uproxy-user Vversion Xrequest Yspeed-limit Zparallel aappend bcookie
 ccookie-jar ddata ereferer ffail ggloboff hhelp iinclude jjunk-session-cookies kinsecure llist-only mmax-time nnetrc
 ooutput pproxytunnel qdisable rrange ssilent ttelnet-option uuser vverbose wwrite-out xproxy yspeed-time ztime-cond `

// curlUnplayed change what is sent or followed, in ways that are not
// simulated. What is neither here nor read changes neither.
const curlUnplayed = ` alt-svc anyauth aws-sigv4 config connect-to continue-at crlf digest disallow-username-in-url
 etag-compare help hsts junk-session-cookies manual negotiate netrc netrc-file netrc-optional ntlm ntlm-wb path-as-is
 preproxy proto proto-default proto-redir proxy proxy-header proxy-user proxy1.0 proxytunnel request-target resolve socks4
 socks4a socks5 socks5-hostname time-cond tr-encoding variable version `

// holds reports whether one of the lists above has the word.
func holds(list, word string) bool {
	return word != "" && !strings.ContainsAny(word, " \n") && strings.Contains(strings.ReplaceAll(list, "\n", ""), " "+word+" ")
}

// curlLong returns the long name of an option of one letter.
func curlLong(letter byte) (string, bool) {
	for _, pair := range strings.Fields(curlShort) {
		if pair[0] == letter {
			return pair[1:], true
		}
	}
	return "", false
}
