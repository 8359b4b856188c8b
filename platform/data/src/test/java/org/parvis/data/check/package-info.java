@NullMarked
package org.parvis.data.check;

import org.jspecify.annotations.NullMarked;
