package io.cordon.response.guard;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The addresses and names this server itself has. */
@Component
class ServerAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(ServerAddresses.class);

    /** Asked anew every time: an address may come and go while the server runs. */
    Set<String> addresses() {
        Set<String> addresses = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(address -> address.getHostAddress().replaceAll("%.*", ""))
                    .forEach(addresses::add);
        } catch (SocketException e) {
            LOG.warn("Expected to read this server's own addresses, but: {}", e.getMessage());
        }
        return addresses;
    }

    Set<String> names() {
        Set<String> names = new HashSet<>(Set.of("localhost"));
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            LOG.debug("This server has no name of its own");
        }
        return names;
    }
}
