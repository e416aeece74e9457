package io.prepstation.hub.store;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// The tables as one transaction sees them; of no use after it.
public final class Tables {

    private static final String PART = "part";

    private final Handle handle;
    private final Dialect dialect;

    Tables(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /// Waits until no other transaction gives numbers of the feed or the audit trail, and keeps others waiting until this
    /// one ends.
    public void serialise() {
        dialect.serialise(handle);
    }

    /// Does part of the transaction; if it throws, only that part is undone.
    ///
    /// @throws RowRefused if the database refuses a row for what is in it; the transaction may go on
    public <T> T part(Supplier<T> work) {
        return part(work, dialect::isOfItsContent);
    }

    /// The same for what may be done in smaller parts: rows that only in this order want a key that is taken are refused too.
    public <T> T partOfMany(Supplier<T> work) {
        return part(
                work, failure -> dialect.isOfItsContent(failure) || dialect.isOfATakenKey(failure));
    }

    private <T> T part(Supplier<T> work, Predicate<JdbiException> isRefusal) {
        handle.savepoint(PART);
        try {
            T result = work.get();
            handle.releaseSavepoint(PART);
            return result;
        } catch (JdbiException e) {
            if (!isRefusal.test(e)) {
                throw e;
            }
            handle.rollbackToSavepoint(PART);
            throw new RowRefused(e);
        } catch (RuntimeException e) {
            handle.rollbackToSavepoint(PART);
            throw e;
        }
    }

    public HubIdentityTable identity() {
        return new HubIdentityTable(handle);
    }

    public LabTable labs() {
        return new LabTable(handle);
    }

    public UserTable users() {
        return new UserTable(handle);
    }

    public StationTable stations() {
        return new StationTable(handle);
    }

    public RetiredTokenTable retiredTokens() {
        return new RetiredTokenTable(handle);
    }

    public EnrolmentCodeTable enrolmentCodes() {
        return new EnrolmentCodeTable(handle);
    }

    public IngredientTable ingredients() {
        return new IngredientTable(handle, dialect);
    }

    public FormulaTable formulas() {
        return new FormulaTable(handle, dialect);
    }

    public SessionTable sessions() {
        return new SessionTable(handle);
    }

    public RunningSessionTable runningSessions() {
        return new RunningSessionTable(handle);
    }

    public RefusedUploadTable refusedUploads() {
        return new RefusedUploadTable(handle);
    }

    public StationSightTable stationSight() {
        return new StationSightTable(handle);
    }

    public StationReportTable stationReports() {
        return new StationReportTable(handle);
    }

    public WebSessionTable webSessions() {
        return new WebSessionTable(handle);
    }

    public LockoutTable lockouts() {
        return new LockoutTable(handle, dialect);
    }

    public FeedTable feed() {
        return new FeedTable(handle, dialect);
    }

    public EntityTable entities() {
        return new EntityTable(handle, dialect);
    }

    public ReferenceTable references() {
        return new ReferenceTable(handle);
    }

    public OperationTable operations() {
        return new OperationTable(handle);
    }

    public IdMappingTable idMappings() {
        return new IdMappingTable(handle);
    }

    public ConflictTable conflicts() {
        return new ConflictTable(handle, dialect);
    }

    public StationSyncTable stationSync() {
        return new StationSyncTable(handle, dialect);
    }

    public AttachmentTable attachments() {
        return new AttachmentTable(handle, dialect);
    }

    public HubAuditTable audit() {
        return new HubAuditTable(handle, dialect);
    }
}
