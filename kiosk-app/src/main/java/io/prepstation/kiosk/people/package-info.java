/// Who stands at the bench: sign-in by badge and PIN, with the hub and without it.
@NullMarked
package io.prepstation.kiosk.people;

import org.jspecify.annotations.NullMarked;
