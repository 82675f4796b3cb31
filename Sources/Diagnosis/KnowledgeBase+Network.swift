internal import Model

extension KnowledgeBase {
    /// A name, route, TLS or a connection fails. A connection that is not made in time belongs here; an answer that
    /// does not come in time is a timeout.
    static let network: [KnownFailure] = [
        KnownFailure(
            .network, .named,
            any: [
                "unknownhostexception", "name or service not known", "nodename nor servname", "getaddrinfo",
                "temporary failure in name resolution", "could not resolve host", "could not translate host name",
                "nameresolutionerror", "no address associated with hostname", "unresolvedaddressexception",
                "failed to resolve", "unknown host",
            ],
            cause: "A host name cannot be resolved",
            action: "Check the host name in the error for a typing error, then the DNS of the workspace's network"
                + " (private zone, peering) with nslookup from a notebook."),
        KnownFailure(
            .network, .named,
            any: [
                "sslhandshakeexception", "sslerror", "sslexception", "certificate_verify_failed",
                "certificate verify failed", "pkix path", "valid certification path", "handshake_failure",
                "tlsv1 alert",
                "sslpeerunverified", "certificate has expired", "certificateexception", "ssl routines", "ssl handshake",
            ],
            cause: "A TLS connection cannot be made: a certificate is not trusted, expired or of another host",
            action:
                "Check the server's certificate with openssl s_client from a notebook; install the missing authority"
                + " on the cluster, or ask the server's owner to renew it."),
        KnownFailure(
            .network, .named,
            any: [
                "connection timed out", "connect timed out", "connecttimeout", "connect timeout",
                "connection timeout expired",
                "failed to connect", "connection attempt timed out", "timed out while connecting",
                "login timeout expired",
                "connection attempt failed",
            ],
            cause: "No connection is made in time: there is no route, or a firewall drops the packets",
            action:
                "Test the host and port of the error from a notebook (nc -vz), then check firewall, security group and"
                + " peering of the workspace's network."),
        KnownFailure(
            .network, .named,
            any: [
                "connection refused", "econnrefused", "no route to host", "noroutetohost", "network is unreachable",
                "failed to establish a new connection", "newconnectionerror", "communications link failure",
                "could not connect to server", "the tcp/ip connection to the host", "connectexception",
                "tunnel connection failed", "proxyerror", "ora-12541", "ora-12514", "unable to connect to",
            ],
            cause: "The server does not take the connection",
            action:
                "Check that the server of the error runs and listens on that port, then firewall and route to it, and"
                + " repair the run."),
        KnownFailure(
            .network, .named,
            any: [
                "connection reset", "econnreset", "connection aborted", "remotedisconnected", "broken pipe",
                "remote end closed connection", "nohttpresponseexception", "chunkedencodingerror", "incompleteread",
                "premature end of content", "connection closed prematurely", "connectionclosedexception",
                "server closed the connection", "connection was closed", "protocolerror", "unexpected end of stream",
                "brokenpipeerror",
            ],
            cause: "A connection was cut while it was used",
            action: "Repair the run; if it comes back, look for a proxy, gateway or firewall with an idle limit between"
                + " the cluster and the host, and let the code retry."),
        KnownFailure(
            .network, .general,
            any: [
                "max retries exceeded", "socketexception", "connectionerror", "unreachable", "urlopen error",
                "network error", "could not connect", "host not found", "wrong_version_number", "connectionreseterror",
                "name resolution",
            ],
            none: ["read timed out", "too many 429", "too many 50"],
            cause: "A connection to another system failed",
            action: "Test the host and port of the error from a notebook (nc -vz), then repair the run."),
    ]
}
