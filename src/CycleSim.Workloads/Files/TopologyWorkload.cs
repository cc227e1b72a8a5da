using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Optimizers;
using CycleSim.Workloads.Topologies;

namespace CycleSim.Workloads.Files;

/// <summary>The layers of a topology file of SCALE-Sim.</summary>
/// <param name="file">The file, for messages.</param>
/// <param name="name">Its name in tables.</param>
/// <param name="layers">The layers.</param>
/// <param name="hash">Hash of the file.</param>
internal sealed class TopologyWorkload(string file, string name, IReadOnlyList<TopologyLayer> layers, string hash) : Workload
{
    public override string Name => name;

    public override string Description => $"topology of {layers.Count} layers, each by itself";

    public override string? ContentHash => hash;

    public override StepProgram Lower(int batch, ParameterUpdate? update = null) => GraphTrainingStep.Lower(GraphOf(batch), update);

    public override Graph GraphOf(int batch) => TopologyGraph.Of(file, name, layers, batch);
}
