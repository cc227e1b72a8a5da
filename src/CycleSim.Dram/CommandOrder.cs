namespace CycleSim.Dram;

/// <summary>Chooses one of the commands that are legal now.</summary>
internal abstract class CommandOrder
{
    /// <summary>The choice depends on nothing but the queues and the timing.</summary>
    internal abstract bool IsStateless { get; }

    /// <summary>Chooses a command; otherwise lowers wake to the first cycle in which one is legal.</summary>
    internal abstract bool TryChoose(BankQueues queues, long cycle, ref long wake, out int index, out LegalCommand command);
}
