package org.parvis.files.store;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where a store that speaks S3 is and how it lets us in; nothing is taken from the environment.
 *
 * @param endpoint address, {@code https://s3.example.org}
 * @param pathStyle whether the bucket stands in the path and not in the host name
 */
public record S3Settings(URI endpoint, String bucket, String region, boolean pathStyle, String accessKey, String secretKey) {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /**
     * Of a configuration; empty if it names no bucket.
     *
     * @throws IllegalArgumentException if something is missing
     */
    public static Optional<S3Settings> of(Map<String, ?> properties) {
        if (text(properties, "s3.bucket").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new S3Settings(
                URI.create(needed(properties, "s3.endpoint")), needed(properties, "s3.bucket"), needed(properties, "s3.region"),
                !text(properties, "s3.pathStyle").equals("false"), needed(properties, "s3.accessKey"), needed(properties, "s3.secretKey")));
    }

    private static String text(Map<String, ?> properties, String name) {
        Object value = properties.get(name);
        return value == null ? "" : value.toString().strip();
    }

    private static String needed(Map<String, ?> properties, String name) {
        String text = text(properties, name);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("etc/org.parvis.files.cfg names an S3 store without " + name);
        }
        return text;
    }

    /** Connects when it is first used. */
    public Shelf open() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The client looks for its parts by the thread's class loader: they are in this bundle.
        thread.setContextClassLoader(S3Settings.class.getClassLoader());
        try {
            return new S3Shelf(client(), bucket, endpoint.toString());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECTING).socketTimeout(SILENCE))
                .serviceConfiguration(service -> service.pathStyleAccessEnabled(pathStyle).chunkedEncodingEnabled(false))
                // Younger than most stores: what a store does not know it refuses.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.defaultProfileFile(ProfileFile.aggregator().build()))
                .build();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return endpoint + " " + bucket;
    }
}
