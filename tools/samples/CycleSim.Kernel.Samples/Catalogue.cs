namespace CycleSim.Kernel.Samples;

/// <summary>All samples by the name that the command line takes.</summary>
internal static class Catalogue
{
    public static readonly SortedDictionary<string, Action<TextWriter>> Samples = new(StringComparer.Ordinal)
    {
        ["bank"] = Bank.Run,
        ["clocked-pipeline"] = ClockedPipeline.Run,
        ["deadlock"] = Deadlock.Run,
        ["gas-station"] = GasStation.Run,
        ["handlers"] = Handlers.Run,
        ["machine-shop"] = MachineShop.Run,
        ["movie"] = Movie.Run,
        ["port"] = Port.Run,
        ["process-communication"] = ProcessCommunication.Run,
        ["queue"] = SingleServerQueue.Run,
    };
}
