package evidence

// Where the cases take place. A recording has these addresses in place of the
// ports that were free when it was made, so that two recordings are alike; each
// has as many characters as the one it stands for.
const (
	Home = "http://127.0.0.1:18001" // the first origin
	Port = "http://127.0.0.1:18002" // the same host, another port
	Host = "http://127.0.0.2:18001" // another host, the same port
)
