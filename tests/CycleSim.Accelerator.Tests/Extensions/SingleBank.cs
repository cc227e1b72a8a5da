using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>A bank mapping of one's own, a bad one: the first lines of all slices are in the same bank.</summary>
internal sealed class SingleBank : IBankMapping
{
    public string Name => "single_bank";

    public string Meaning => "every slice starts in bank 0";

    public int[] Shifts(in BankMappingShape shape) => new int[shape.Slices];
}
