package io.cordon.response.connector.outbound;

import io.cordon.response.connector.Failure;
import io.cordon.response.connector.outbound.OutboundSsh.Login;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.jspecify.annotations.Nullable;

/** Some commands at one machine, under one limit of time. Not for several threads. */
public final class Shell implements AutoCloseable {

    private static final int MAX_OUTPUT = 4 << 20;
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final List<NamedFactory<Signature>> SIGNATURES = List.of(
            BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384,
            BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512,
            BuiltinSignatures.rsaSHA256);

    private final Destinations destinations;
    private final Login login;
    private final Deadline deadline;
    private final SshClient client = SshClient.setUpDefaultClient();
    private @Nullable ClientSession session;
    private volatile boolean sent;
    private volatile boolean anotherHost;

    Shell(Destinations destinations, Login login, Duration timeout) {
        this.destinations = destinations;
        this.login = login;
        this.deadline = Deadline.in(timeout);
        client.setServerKeyVerifier(this::isPinned);
        client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(SIGNATURES)));
        client.setSignatureFactories(ofPinnedType());
        // Nothing of the machine that Cordon runs on: no keys, no configuration, no agent, no tunnels.
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setAgentFactory(null);
        client.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    }

    /** Runs one command; the text is a shell's input, so nothing but fixed words and checked values may be in it. */
    public Ran run(String command) {
        sent = false;
        return deadline.call(
                () -> attempt(command),
                () -> client.close(true),
                () -> sent
                        ? unclear("Expected " + login.host() + " to finish within "
                                + deadline.total().toMillis() + " ms, but it did not.")
                        : busy("Expected " + login + " to answer within "
                                + deadline.total().toMillis() + " ms, but it did not."));
    }

    private Ran attempt(String command) {
        if (session != null && session.isOpen()) {
            return run(session, command);
        }
        return switch (destinations.find(login.host(), login.port())) {
            case Destination.Refused refused -> refused(refused.reason());
            case Destination.Unresolved unresolved -> busy(unresolved.reason());
            case Destination.Reachable reachable ->
                connect(reachable.addresses().getFirst(), command);
        };
    }

    private Ran connect(InetSocketAddress address, String command) {
        ClientSession fresh;
        try {
            client.start();
            fresh = client.connect(login.user(), address)
                    .verify(deadline.left(STEP))
                    .getSession();
        } catch (IOException e) {
            return busy("Expected to reach " + login.host() + ":" + login.port() + ", but nothing listens there.");
        }
        session = fresh;
        fresh.addPublicKeyIdentity(login.key());
        try {
            fresh.auth().verify(deadline.left(STEP));
        } catch (IOException e) {
            return notSignedIn(e);
        }
        return run(fresh, command);
    }

    private Ran notSignedIn(IOException failure) {
        if (anotherHost) {
            return refused("Expected " + login.host() + " to have the pinned host key, but it has another one."
                    + " If it was changed on purpose, pin the new one.");
        }
        int code = failure instanceof SshException ssh ? ssh.getDisconnectCode() : 0;
        return switch (code) {
            case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE ->
                refused("Expected " + login + " to let Cordon sign in, but it does not take the key.");
            case SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED ->
                refused("Expected " + login.host() + " to have a host key of the pinned type, but it has none.");
            default -> busy("Expected " + login + " to let Cordon sign in, but the connection broke off.");
        };
    }

    private Ran run(ClientSession session, String command) {
        Limited output = new Limited();
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setOut(output);
            channel.setErr(OutputStream.nullOutputStream());
            sent = true;
            channel.open().verify(deadline.left(STEP));
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), deadline.left(deadline.total()));
            Integer status = channel.getExitStatus();
            if (status == null || output.overflowed) {
                return unclear("Expected " + login.host() + " to finish, but the connection broke off.");
            }
            return new Ran.Exit(status, output.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return unclear("Expected " + login.host() + " to run a command, but the connection broke off.");
        }
    }

    private static Ran refused(String reason) {
        return new Ran.Not(new Failure.Refused(reason));
    }

    private static Ran busy(String reason) {
        return new Ran.Not(new Failure.Busy(reason, null));
    }

    private static Ran unclear(String reason) {
        return new Ran.Not(new Failure.Unclear(reason));
    }

    private boolean isPinned(ClientSession session, SocketAddress address, PublicKey offered) {
        anotherHost = !KeyUtils.compareKeys(login.hostKey(), offered);
        return !anotherHost;
    }

    /** NB: a host has several keys; asked for any, it may show one that is not the pinned one. */
    private List<NamedFactory<Signature>> ofPinnedType() {
        String pinned = KeyUtils.getKeyType(login.hostKey());
        return SIGNATURES.stream()
                .filter(factory ->
                        KeyUtils.getCanonicalKeyType(factory.getName()).equals(pinned))
                .toList();
    }

    @Override
    public void close() {
        client.close(true);
    }

    /** Keeps so much of what a command writes, and breaks off what writes more. */
    private static final class Limited extends ByteArrayOutputStream {

        private volatile boolean overflowed;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (count + length > MAX_OUTPUT) {
                overflowed = true;
                throw new IllegalStateException("Expected at most " + MAX_OUTPUT + " bytes of a command's output");
            }
            super.write(bytes, offset, length);
        }
    }
}
