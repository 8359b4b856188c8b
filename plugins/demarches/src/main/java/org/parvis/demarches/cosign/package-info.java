/** Those who have to agree to a request that somebody else sends: asked by a link, reminded once. */
@NullMarked
package org.parvis.demarches.cosign;

import org.jspecify.annotations.NullMarked;
