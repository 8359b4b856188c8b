@NullMarked
package org.parvis.identity.citizen;

import org.jspecify.annotations.NullMarked;
