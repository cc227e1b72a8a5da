using System.Collections.Immutable;

namespace CycleSim.Workloads.Onnx;

/// <summary>
/// What an ONNX file says, its structure checked: every value has one source, and nodes stand behind those they read from.
/// </summary>
/// <param name="File">The file, for messages.</param>
/// <param name="Opset">Version of the operators.</param>
/// <param name="Inputs">Graph inputs that have no initializer.</param>
/// <param name="Initializers">Tensors that the file has, by the name of the value.</param>
/// <param name="Nodes">The nodes in the order of the file.</param>
/// <param name="Outputs">Names of the values that the graph gives.</param>
internal sealed record OnnxModel(
    string File,
    int Opset,
    ImmutableArray<OnnxInput> Inputs,
    ImmutableDictionary<string, OnnxTensor> Initializers,
    ImmutableArray<OnnxNode> Nodes,
    ImmutableArray<string> Outputs);
