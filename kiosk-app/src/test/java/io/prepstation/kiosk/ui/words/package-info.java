/// Tests of the screens' words.
@NullMarked
package io.prepstation.kiosk.ui.words;

import org.jspecify.annotations.NullMarked;
