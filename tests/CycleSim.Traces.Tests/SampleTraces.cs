namespace CycleSim.Traces.Tests;

/// <summary>The traces that come with the program; the build copies them next to the tests.</summary>
internal static class SampleTraces
{
    internal static string LeNet5 => PathOf("traces", "lenet5-batch8.cst");

    internal static string VggFolds => PathOf("traces", "vgg16-conv11-folds.cst");

    internal static string Dram => PathOf("traces", "lenet5-dram.cst");

    internal static string Overlapped => PathOf("traces", "lenet5-overlapped.cst");

    internal static string Gem5 => PathOf("Reference", "traces", "tgen-simple-mem.trc");

    internal static TheoryData<string> All => [LeNet5, VggFolds, Dram, Overlapped];

    private static string PathOf(params string[] parts) => Path.Combine([AppContext.BaseDirectory, .. parts]);
}
