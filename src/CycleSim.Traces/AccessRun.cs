namespace CycleSim.Traces;

/// <summary>Accesses at even strides: one record of the file.</summary>
/// <param name="First">The first access.</param>
/// <param name="Count">How many.</param>
/// <param name="CycleStride">Cycles from one to the next.</param>
/// <param name="BankStride">Banks from one to the next.</param>
/// <param name="LineStride">Lines from one to the next.</param>
/// <param name="PortStride">Ports from one to the next.</param>
/// <param name="StepStride">Steps from one to the next.</param>
public readonly record struct AccessRun(
    TraceAccess First, int Count, long CycleStride, int BankStride, long LineStride, int PortStride, long StepStride)
{
    /// <summary>Max accesses of a record.</summary>
    public const int MaxCount = 1 << 20;

    /// <summary>One access, 0 to Count - 1.</summary>
    public TraceAccess this[int index] => First with
    {
        Cycle = First.Cycle + index * CycleStride,
        Bank = First.Bank + index * BankStride,
        Line = First.Line + index * LineStride,
        Port = First.Port + index * PortStride,
        Step = First.Step + index * StepStride,
    };
}
