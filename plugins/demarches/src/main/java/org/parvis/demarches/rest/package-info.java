/** Files for business software: what programs read, write and are told. */
@NullMarked
package org.parvis.demarches.rest;

import org.jspecify.annotations.NullMarked;
