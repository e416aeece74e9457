/// Every step is done: look at the record and sign it.
@NullMarked
package io.prepstation.kiosk.ui.signing;

import org.jspecify.annotations.NullMarked;
