package io.prepstation.hub.dashboard;

import io.prepstation.hub.store.StoreException;

/// Shows a page or does what a form asks for; on a worker thread.
interface Deed {
    Reply reply(Visit visit) throws StoreException;
}
