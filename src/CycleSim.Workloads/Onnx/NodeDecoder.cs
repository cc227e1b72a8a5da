using System.Collections.Immutable;
using CycleSim.Workloads.Onnx.Format;
using Google.Protobuf;

namespace CycleSim.Workloads.Onnx;

/// <summary>Makes nodes from the messages of a file.</summary>
/// <param name="file">The file, for messages.</param>
/// <param name="tensors">Decodes tensors in attributes.</param>
internal sealed class NodeDecoder(string file, TensorDecoder tensors)
{
    private static readonly MessageParser<AttributeProto> Parser = AttributeProto.Parser.WithDiscardUnknownFields(true);

    /// <summary>Decodes a node.</summary>
    /// <param name="proto">Its message.</param>
    /// <param name="index">Its position in the file.</param>
    public OnnxNode Decode(NodeProto proto, int index)
    {
        string name = proto.Name.Length > 0 ? proto.Name : $"node {index} ({OnnxText.Encode(proto.OpType)})";
        string domain = proto.Domain == "ai.onnx" ? "" : proto.Domain;
        OnnxNode node = new(index, name, proto.OpType, domain, [.. proto.Input], [.. proto.Output])
        {
            File = file,
            Attributes = ImmutableDictionary<string, OnnxAttribute>.Empty,
        };
        int items = Math.Max(proto.Attribute.Count, Math.Max(proto.Input.Count, proto.Output.Count));
        if (items > OnnxLimits.ItemsOfNode)
            throw node.Error($"has {items} inputs, outputs or attributes; allowed: at most {OnnxLimits.ItemsOfNode}");
        return node with { Attributes = DecodeAttributes(proto, node) };
    }

    private ImmutableDictionary<string, OnnxAttribute> DecodeAttributes(NodeProto proto, OnnxNode node)
    {
        if (proto.Attribute.Count == 0)
            return node.Attributes;
        ImmutableDictionary<string, OnnxAttribute>.Builder attributes =
            ImmutableDictionary.CreateBuilder<string, OnnxAttribute>(StringComparer.Ordinal);
        foreach (ByteString bytes in proto.Attribute)
        {
            AttributeProto attribute = Parser.ParseFrom(bytes);
            if (!attributes.TryAdd(attribute.Name, DecodeAttribute(attribute, node)))
                throw node.Error($"attribute {OnnxText.Quote(attribute.Name)} is there twice");
        }

        return attributes.ToImmutable();
    }

    private OnnxAttribute DecodeAttribute(AttributeProto attribute, OnnxNode node)
    {
        string location = $"attribute {OnnxText.Encode(attribute.Name)}";
        if (attribute.RefAttrName.Length > 0)
            throw node.Error($"{location} refers to an attribute of a function; functions are not supported");
        var kind = (OnnxAttributeKind)attribute.Type;
        return new(kind)
        {
            Float = attribute.F,
            Int = attribute.I,
            Text = attribute.S.ToStringUtf8(),
            Floats = [.. attribute.Floats],
            Ints = [.. attribute.Ints],
            Texts = attribute.Strings.Count,
            Tensor = kind != OnnxAttributeKind.Tensor
                ? null
                : attribute.T is { } tensor
                    ? tensors.Decode(tensor, $"node {OnnxText.Quote(node.Name)} ({OnnxText.Encode(node.Operator)}): {location}")
                    : throw node.Error($"{location} has no tensor"),
        };
    }
}
