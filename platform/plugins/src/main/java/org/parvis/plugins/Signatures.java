package org.parvis.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.parvis.api.plugin.PluginFleet.Refused;

/** Checks that each file of a jar is signed by a key that the operator trusts. */
final class Signatures {

    private final Path folder;

    /** @param folder of trusted certificates; read each time, so that adding one needs no restart */
    Signatures(Path folder) {
        this.folder = folder;
    }

    /** @throws Refused if it is not signed, or not by a trusted key, or was changed after it was signed */
    void check(Path jar) throws IOException {
        Set<Certificate> trusted = trusted();
        if (trusted.isEmpty()) {
            throw new Refused("signatures are required, but there is no trusted certificate (*.pem) in " + folder);
        }
        try (JarFile file = new JarFile(jar.toFile(), true)) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (!entry.isDirectory() && !isSignature(entry.getName())) {
                    check(file, entry, trusted, jar.getFileName().toString());
                }
            }
        }
    }

    private static void check(JarFile file, JarEntry entry, Set<Certificate> trusted, String name) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SecurityException e) {
            throw new Refused(name + " was changed after it was signed (" + entry.getName() + ")");
        }
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers == null) {
            throw new Refused(name + " is not signed" + " (" + entry.getName() + "), and this installation accepts signed plugins only");
        }
        for (CodeSigner signer : signers) {
            if (isTrusted(signer, trusted)) {
                return;
            }
        }
        throw new Refused(name + " is signed, but by no key that this installation trusts");
    }

    private static boolean isTrusted(CodeSigner signer, Set<Certificate> trusted) {
        var chain = signer.getSignerCertPath().getCertificates();
        if (chain.stream().noneMatch(trusted::contains)) {
            return false;
        }
        if (signer.getTimestamp() != null) {
            return true;
        }
        try {
            ((X509Certificate) chain.get(0)).checkValidity();
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private Set<Certificate> trusted() throws IOException {
        Set<Certificate> trusted = new HashSet<>();
        if (!Files.isDirectory(folder)) {
            return trusted;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
                    trusted.addAll(certificates);
                } catch (CertificateException e) {
                    throw new Refused(file + " is no certificate: " + e.getMessage());
                }
            }
        }
        return trusted;
    }

    private static boolean isSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("META-INF/")
                && upper.indexOf('/', "META-INF/".length()) < 0
                && (upper.endsWith(".SF") || upper.endsWith(".RSA") || upper.endsWith(".DSA") || upper.endsWith(".EC")
                        || upper.endsWith("MANIFEST.MF"));
    }
}
