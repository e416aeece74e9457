/// What makes a record provable: canonical text, hashes, the audit chain.
@NullMarked
package io.prepstation.model.record;

import org.jspecify.annotations.NullMarked;
