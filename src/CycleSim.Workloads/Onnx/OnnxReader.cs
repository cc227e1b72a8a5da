using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;
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

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; "-" is standard input.</param>
    /// <exception cref="InputException">There is no such file, or it is no model that can be read.</exception>
    public static OnnxModel Read(string path)
    {
        byte[] content = ReadBytes(path);
        return Read(InputFile.NameOf(path), content);
    }

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

    /// <summary>Reads the whole file.</summary>
    /// <param name="path">The file; "-" is standard input.</param>
    /// <exception cref="InputException">There is no such file, or it cannot be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return InputFile.ReadAll(path, OnnxLimits.FileBytes) ?? throw OnnxText.Error(
                InputFile.NameOf(path),
                $"is larger than {ByteSize.Format(OnnxLimits.FileBytes)}, or grew while it was read; weights may stand in other files");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw OnnxText.Error(path, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw OnnxText.Error(path, $"cannot be read: {e.Message}");
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
