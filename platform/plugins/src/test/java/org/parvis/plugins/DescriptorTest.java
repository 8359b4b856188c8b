package org.parvis.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.api.plugin.PluginFleet.Refused;

class DescriptorTest {

    private static Descriptor read(String permissions) {
        return Descriptor.read(Map.of("Parvis-Plugin", "permits;core=\"false\";permissions=\"" + permissions + "\"", "Bundle-Version", "1.0.0")::get, null).orElseThrow();
    }

    @Test
    void aPermissionNamesTheRolesThatHaveIt() {
        assertThat(read("permits.read=editor|auditor,permits.handle=case_worker").permissions())
                .isEqualTo(Map.of("permits.read", "editor|auditor", "permits.handle", "case_worker"));
    }

    @Test
    void aRoleThatDoesNotExistIsRefusedWithItsName() {
        assertThatThrownBy(() -> read("permits.read=editor|owner")).isInstanceOf(Refused.class).hasMessageContaining("owner");
        assertThatThrownBy(() -> read("permits.read=editor|")).isInstanceOf(Refused.class);
    }
}
