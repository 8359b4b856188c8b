package org.parvis.identity.factor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.parvis.api.document.QrCode;
import org.parvis.api.document.QrCodes;

/** What a telephone scans, and the same to be typed. */
public record Enrolment(QrCode qr, String secret) {

    /** The address that applications understand: github.com/google/google-authenticator/wiki/Key-Uri-Format. */
    public static Enrolment of(byte[] secret, String email, String host, QrCodes qrCodes) {
        String base32 = Totp.base32(secret);
        String address = "otpauth://totp/" + encoded(host) + ":" + encoded(email) + "?secret=" + base32 + "&issuer=" + encoded(host);
        return new Enrolment(qrCodes.of(address), base32.replaceAll("(.{4})(?=.)", "$1 "));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
