using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Import;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Tests.Onnx;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>The small ONNX files as whole networks: every activation and every gradient of a training step, by its addresses.</summary>
public class MiniProofTests
{
    public static TheoryData<string, int> Minis
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in OnnxFiles.GoodMinis)
                for (int batch = 1; batch <= 3; batch++)
                    data.Add(name, batch);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Minis))]
    public void A_small_file_computes_what_it_means(string name, int batch)
    {
        Graph graph = OnnxImporter.Import(ShapeInference.Infer(OnnxReader.Read(name, OnnxFiles.Mini(name)), batch), name);
        StepProof.Assert(graph, 1);
    }
}
