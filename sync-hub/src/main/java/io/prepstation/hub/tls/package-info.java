/// How stations know that they speak to their hub: its own certificate authority, pinned at enrolment.
@NullMarked
package io.prepstation.hub.tls;

import org.jspecify.annotations.NullMarked;
