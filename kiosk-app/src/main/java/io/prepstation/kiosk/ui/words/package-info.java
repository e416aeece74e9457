/// What the screens say, in the operator's language: texts, numbers, times, and a sentence for every notice.
@NullMarked
package io.prepstation.kiosk.ui.words;

import org.jspecify.annotations.NullMarked;
