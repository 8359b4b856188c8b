package org.parvis.identity.citizen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parvis.api.identity.Account;
import org.parvis.api.notify.Devices;
import org.parvis.identity.SqlSessions;

/** Browsers that announce messages, in memory; takes what comes from one push service. */
public final class KeptDevices implements Devices {
    final List<Device> kept = new ArrayList<>();
    private final Map<UUID, UUID> owners = new HashMap<>();
    private final Map<UUID, String> endpoints = new HashMap<>();
    boolean offered = true;

    @Override
    public boolean offered() {
        return offered;
    }

    @Override
    public String key() {
        return "BKey";
    }

    List<String> endpoints() {
        return kept.stream().map(one -> endpoints.get(one.id())).toList();
    }

    @Override
    public List<Device> of(UUID person) {
        return kept.stream().filter(one -> person.equals(owners.get(one.id()))).toList();
    }

    @Override
    public boolean add(Account person, Subscription subscription, String label, Instant now) {
        boolean sound = subscription.endpoint().startsWith("https://push.example/p");
        if (sound) {
            Device device = new Device(UUID.randomUUID(), SqlSessions.hash(subscription.endpoint()), label, now);
            kept.add(device);
            owners.put(device.id(), person.id());
            endpoints.put(device.id(), subscription.endpoint());
        }
        return sound;
    }

    @Override
    public boolean remove(Account person, UUID id) {
        return person.id().equals(owners.get(id)) && kept.removeIf(one -> one.id().equals(id));
    }
}
