package org.parvis.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Signs what it is told to, also what no provider would; its keys are read from it over HTTP. */
public final class TokenIssuer implements AutoCloseable {
    private final HttpServer server;
    private final ECKey key = key();
    private final String issuer;

    public TokenIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    public String issuer() {
        return issuer;
    }

    public Configured configured() {
        return Configured.as("essai", issuer, "plain").with("label", "Essai").with("audience", "agents").with("authorizationEndpoint", issuer + "/auth")
                .with("tokenEndpoint", issuer + "/token").with("jwksUri", issuer + "/jwks");
    }

    /** A logout token as section 2.4 has it, changed. */
    public String logout(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key, "logout+jwt", change);
    }

    /** The same, signed by a key that the issuer does not publish. */
    public String forged(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key(), "logout+jwt", change);
    }

    /** What is kept of a sign-in at the issuer. */
    public Identity identity(String subject, String sid, AgentRules rules) {
        String idToken = signed(key, "JWT", claims -> claims.subject(subject).claim("sid", sid).claim("events", null));
        return new Identity("essai", issuer, subject, null, Map.of(), idToken, rules);
    }

    private String signed(ECKey by, String type, UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        JWTClaimsSet claims = change.apply(new JWTClaimsSet.Builder().issuer(issuer).audience("plain").issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(120))).jwtID(UUID.randomUUID().toString())
                        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())))
                .build();
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("first").type(new JOSEObjectType(type)).build(), claims);
            jwt.sign(new ECDSASigner(by));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("first").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
