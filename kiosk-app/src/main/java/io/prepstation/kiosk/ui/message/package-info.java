/// One thing to say and what to do about it: a fault, a lock, a short wait.
@NullMarked
package io.prepstation.kiosk.ui.message;

import org.jspecify.annotations.NullMarked;
