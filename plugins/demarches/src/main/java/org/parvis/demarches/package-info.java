/** Online services (téléservices): procedures as content, citizens' files, agents' work on them, legal clocks. */
@NullMarked
@Plugin(
        id = "demarches",
        permissions = {
            "demarches.handle=case_worker|auditor",
            "demarches.offer=admin",
            "demarches.procedures=operator",
            "demarches.counter=case_worker|reception|mediator"
        })
package org.parvis.demarches;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
