using System.Globalization;
using CycleSim.Platform;
using CycleSim.Terminal;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Networks;

namespace CycleSim.Cli.Output;

/// <summary>The layers of a training step: a layer of a network may be several of them, as attention is.</summary>
internal static class StepLayerNames
{
    // Which layers there are does not depend on it.
    private const int Batch = 1;

    /// <summary>Prints them, unless they are those of the network, which have been printed.</summary>
    /// <param name="workload">The network.</param>
    /// <param name="printed">Names of the layers that have been printed.</param>
    internal static void Print(Workload workload, IReadOnlyCollection<string> printed)
    {
        try
        {
            IReadOnlyList<ILayer> layers = workload.Lower(Batch).Network.Layers;
            if (!layers.Select(layer => layer.Name).SequenceEqual(printed))
                Print(layers, printed.Count > 0);
        }
        catch (InputException problem)
        {
            ProseText.Print($"The layers of a training step cannot be listed: {problem.Message}");
        }
    }

    private static void Print(IReadOnlyList<ILayer> layers, bool hasOthers)
    {
        ProseText.Print(
            "Layers of a training step, as `simulate --layers`, results and traces name and number them." +
            (hasOthers ? " To --layers the name of a layer of the network that is not among them means all of its parts." : ""));
        var table = new TextTable(("#", true), ("layer of a training step", false));
        foreach (ILayer layer in layers)
            table.Add(layer.Index.ToString("N0", CultureInfo.InvariantCulture), layer.Name);
        table.Print();
    }
}
