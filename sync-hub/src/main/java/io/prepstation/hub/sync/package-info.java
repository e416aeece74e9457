/// What stations send and fetch: uploads judged and received, the first load.
@NullMarked
package io.prepstation.hub.sync;

import org.jspecify.annotations.NullMarked;
