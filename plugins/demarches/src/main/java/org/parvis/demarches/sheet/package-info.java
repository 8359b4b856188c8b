/** Sheets of service-public.fr, which the DILA publishes as XML for others to show (« co-marquage »): read and made into HTML. */
@NullMarked
package org.parvis.demarches.sheet;

import org.jspecify.annotations.NullMarked;
