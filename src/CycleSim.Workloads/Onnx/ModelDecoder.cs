using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Workloads.Onnx.Format;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace CycleSim.Workloads.Onnx;

/// <summary>Makes the records of a model from the messages of its file.</summary>
/// <param name="file">The file, for messages.</param>
internal sealed class ModelDecoder(string file)
{
    private static readonly MessageParser<NodeProto> Nodes = NodeProto.Parser.WithDiscardUnknownFields(true);
    private static readonly MessageParser<TensorProto> Tensors = TensorProto.Parser.WithDiscardUnknownFields(true);
    private static readonly MessageParser<ValueInfoProto> ValueInfos = ValueInfoProto.Parser.WithDiscardUnknownFields(true);

    private readonly TensorDecoder _tensors = new(file);

    /// <summary>Decodes a model.</summary>
    /// <exception cref="InputException">Something in it is not allowed.</exception>
    /// <exception cref="InvalidProtocolBufferException">A message in it is malformed.</exception>
    public OnnxModel Decode(ModelProto model)
    {
        if (model.Graph is not { } graph)
            throw Error("is not an ONNX model: it has no graph");
        CheckGraph(model, graph);
        ImmutableDictionary<string, OnnxTensor> initializers = DecodeInitializers(graph.Initializer);
        return new(
            file,
            OpsetOf(model),
            DecodeInputs(graph.Input, initializers),
            initializers,
            DecodeNodes(graph.Node),
            [.. graph.Output.Select(output => ValueInfos.ParseFrom(output).Name)]);
    }

    private void CheckGraph(ModelProto model, GraphProto graph)
    {
        if (model.Functions.Count > 0)
            throw Error("has functions of its own, which are not supported; export it with its functions inlined");
        if (graph.SparseInitializer.Count > 0)
            throw Error("has sparse initializers, which are not supported; export it with dense ones");
        if (graph.Node.Count == 0)
            throw Error("the graph is empty: it has no nodes");
        CheckCount("nodes", graph.Node.Count);
        CheckCount("initializers", graph.Initializer.Count);
        CheckCount("inputs", graph.Input.Count);
        CheckCount("outputs", graph.Output.Count);
    }

    private void CheckCount(string what, int count)
    {
        if (count > OnnxLimits.Items)
            throw Error($"has {count} {what}; allowed: at most {OnnxLimits.Items}");
    }

    private int OpsetOf(ModelProto model)
    {
        // Operators of other domains are refused where they are used.
        OperatorSetIdProto[] sets = [.. model.OpsetImport.Where(set => set.Domain is "" or "ai.onnx").Take(2)];
        if (sets.Length != 1)
            throw Error($"names {(sets.Length == 0 ? "no opset" : "several opsets")} of the ONNX operators; one is needed");
        return sets[0].Version is >= OnnxLimits.MinOpset and <= OnnxLimits.MaxOpset
            ? (int)sets[0].Version
            : throw Error($"uses opset {sets[0].Version}; allowed: {OnnxLimits.MinOpset} to {OnnxLimits.MaxOpset}");
    }

    private ImmutableDictionary<string, OnnxTensor> DecodeInitializers(RepeatedField<ByteString> initializers)
    {
        ImmutableDictionary<string, OnnxTensor>.Builder tensors =
            ImmutableDictionary.CreateBuilder<string, OnnxTensor>(StringComparer.Ordinal);
        foreach (ByteString bytes in initializers)
        {
            TensorProto tensor = Tensors.ParseFrom(bytes);
            if (tensor.Name.Length == 0)
                throw Error("an initializer has no name");
            string location = $"initializer {OnnxText.Quote(tensor.Name)}";
            if (!tensors.TryAdd(tensor.Name, _tensors.Decode(tensor, location)))
                throw Error($"{location} is there twice");
        }

        return tensors.ToImmutable();
    }

    private ImmutableArray<OnnxInput> DecodeInputs(
        RepeatedField<ByteString> inputs, ImmutableDictionary<string, OnnxTensor> initializers)
    {
        // Before version 4 of the format, every initializer was an input too.
        IEnumerable<OnnxInput> all = inputs.Select(input => DecodeInput(ValueInfos.ParseFrom(input)));
        return [.. all.Where(input => !initializers.ContainsKey(input.Name))];
    }

    private OnnxInput DecodeInput(ValueInfoProto input)
    {
        if (input.Name.Length == 0)
            throw Error("an input of the graph has no name");
        string location = $"input {OnnxText.Quote(input.Name)}";
        if (input.Type?.TensorType is not { } type)
            throw Error($"{location} is no tensor or has no type; a tensor is needed");
        if (type.Shape is not { } shape)
            throw Error($"{location} has no shape; a shape is needed, with the batch as its only open dimension");
        if (shape.Dim.Count > OnnxLimits.Rank)
            throw Error($"{location} has {shape.Dim.Count} dimensions; allowed: at most {OnnxLimits.Rank}");
        return new(
            input.Name, TensorFormats.TypeOf(type.ElemType), [.. shape.Dim.Select(dimension => DecodeDimension(dimension, location))]);
    }

    private OnnxDimension DecodeDimension(DimensionProto dimension, string location) => dimension.ValueCase switch
    {
        DimensionProto.ValueOneofCase.DimValue when dimension.DimValue < 0 =>
            throw Error($"{location} has the negative size {dimension.DimValue}"),
        DimensionProto.ValueOneofCase.DimValue => new(dimension.DimValue, null),
        DimensionProto.ValueOneofCase.DimParam when dimension.DimParam.Length > 0 => new(null, dimension.DimParam),
        _ => new(null, null),
    };

    private ImmutableArray<OnnxNode> DecodeNodes(RepeatedField<ByteString> nodes)
    {
        var decoder = new NodeDecoder(file, _tensors);
        return [.. nodes.Select((bytes, index) => decoder.Decode(Nodes.ParseFrom(bytes), index))];
    }

    private InputException Error(string problem) => OnnxText.Error(file, problem);
}
