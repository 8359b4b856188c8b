/** Problems that people report, as the site shows them to all: what, in which street, and what became of it. */
@NullMarked
package org.parvis.demarches.report;

import org.jspecify.annotations.NullMarked;
