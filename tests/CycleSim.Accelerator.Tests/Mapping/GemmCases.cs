using CsCheck;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;

namespace CycleSim.Accelerator.Tests.Mapping;

/// <summary>Random GEMMs and machines for the tests of this folder.</summary>
internal static class GemmCases
{
    internal static readonly Gen<WordSizes> Words =
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 8], Gen.Int[1, 4], (element, partial, output) => new WordSizes(element, partial, output));

    internal static Gen<GemmShape> Shapes(long max) => Gen.Select(Size(max), Size(max), Size(max), (m, n, k) => new GemmShape(m, n, k));

    internal static Gen<GemmTiling> Tilings(long max) => Gen.Select(Size(max), Size(max), Size(max), (m, n, k) => new GemmTiling(m, n, k));

    /// <summary>Machines that hold at least the smallest tile, often little more, sometimes a whole operand.</summary>
    internal static readonly Gen<MappingConstraints> Machines =
        from step in Tilings(4)
        from words in Words
        from halves in Gen.Int[1, 2].Array[3]
        from slack in Gen.OneOf(Gen.Int[0, 60], Gen.Int[0, 400]).Array[3]
        select new MappingConstraints(step, words, new OperandBuffers(
            new OperandBuffer(step.Tm * step.Tk * words.Element * halves[0] + slack[0], halves[0]),
            new OperandBuffer(step.Tk * step.Tn * words.Element * halves[1] + slack[1] * 2, halves[1]),
            new OperandBuffer(step.Tm * step.Tn * words.Partial * halves[2] + slack[2] * 3, halves[2])));

    /// <summary>Sizes of which 1, and so a loop with one tile, is not rare.</summary>
    private static Gen<long> Size(long max) => Gen.OneOf(Gen.Long[1, max], Gen.Long[1, 3]);
}
