/// Whether a balance may be trusted: its scheduled checks and what they came to (WEI-11).
@NullMarked
package io.prepstation.model.check;

import org.jspecify.annotations.NullMarked;
