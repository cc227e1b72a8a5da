using System.Collections.Immutable;
using CycleSim.Platform;
using CycleSim.Workloads.Onnx.Format;
using Google.Protobuf;

namespace CycleSim.Workloads.Onnx;

/// <summary>Reads ONNX files: nodes, inputs and the shapes of weights. Contents that stand in other files are not needed.</summary>
internal static class OnnxReader
{
    // Unknown fields would be kept otherwise: training information, metadata, images.
    private static readonly MessageParser<ModelProto> Parser = ModelProto.Parser.WithDiscardUnknownFields(true);

    /// <summary>First tags that a model may have: field number and wire type of what the specification lists.</summary>
    private static readonly ImmutableHashSet<uint> ModelTags =
    [
        .. new[] { 1, 5 }.Select(field => WireFormat.MakeTag(field, WireFormat.WireType.Varint)),
        .. new[] { 2, 3, 4, 6, 7, 8, 14, 20, 25, 26 }.Select(field => WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited)),
    ];

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="file">A name for messages.</param>
    /// <param name="content">The whole file.</param>
    /// <exception cref="InputException">It is no model that can be read.</exception>
    public static OnnxModel Read(string file, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length == 0)
            throw OnnxText.Error(file, "the file is empty; an ONNX model is needed");
        if (!StartsLikeModel(content))
            throw OnnxText.Error(file, "is not an ONNX model: it does not start with a field of one");
        try
        {
            OnnxModel model = new ModelDecoder(file).Decode(Parser.ParseFrom(content));
            GraphCheck.Check(model);
            return model;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw OnnxText.Error(file, $"is a truncated or malformed ONNX model: {e.Message}");
        }
    }

    private static bool StartsLikeModel(byte[] content)
    {
        try
        {
            using var stream = new CodedInputStream(content);
            return ModelTags.Contains(stream.ReadTag());
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
