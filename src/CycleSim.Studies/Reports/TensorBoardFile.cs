using System.Buffers.Binary;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.TrainingRuns;
using Google.Protobuf;

namespace CycleSim.Studies.Reports;

/// <summary>
/// The log of a training run as an event file of TensorBoard: records of TFRecord, each an event with one scalar. The wall time of an event
/// is its step in seconds, so that the same run gives the same bytes.
/// </summary>
public static class TensorBoardFile
{
    /// <summary>Name of the file in the folder of a run; TensorBoard looks for "tfevents".</summary>
    public const string Name = "events.out.tfevents.0.cyclesim";

    // Fields of the messages Event, Summary and Summary.Value in TensorBoard's event.proto and summary.proto.
    private const int WallTimeField = 1;
    private const int StepField = 2;
    private const int VersionField = 3;
    private const int SummaryField = 5;
    private const int ValueField = 1;
    private const int TagField = 1;
    private const int SimpleValueField = 2;

    // A checksum of data that have checksums themselves is rotated and shifted, as TFRecord asks.
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>Writes runs into a folder, each into one of its own.</summary>
    /// <param name="folder">The folder; made if need be.</param>
    /// <param name="runs">The runs, whose names differ.</param>
    /// <exception cref="InputException">Two runs have one name.</exception>
    public static void WriteRuns(string folder, IReadOnlyCollection<TrainingLogFile> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.GroupBy(run => run.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException($"two runs have folders of the name {twice.Key}; TensorBoard needs names that differ");
        foreach (TrainingLogFile run in runs)
        {
            string place = Path.Combine(folder, run.Name);
            OutputFile.CreateFolder("--tensorboard", place);
            OutputFile.WriteAtomically(Path.Combine(place, Name), stream => Write(stream, run));
        }
    }

    /// <summary>Writes a run.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="run">The run.</param>
    public static void Write(Stream stream, TrainingLogFile run)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(run);
        WriteRecord(stream, Message(output =>
        {
            WriteWallTime(output, 0);
            output.WriteTag(VersionField, WireFormat.WireType.LengthDelimited);
            output.WriteString("brain.Event:2");
        }));
        foreach (StepLine step in run.Steps)
        {
            WriteScalar(stream, step.Step, "step/loss", step.Loss);
            WriteScalar(stream, step.Step, "step/accuracy", step.Accuracy);
            WriteScalar(stream, step.Step, "step/wrong_bits", Sum(step.WrongBits));
        }

        foreach (EpochLine epoch in run.Epochs)
        {
            WriteScalar(stream, epoch.Step, "epoch/train_loss", epoch.TrainLoss);
            WriteScalar(stream, epoch.Step, "epoch/train_accuracy", epoch.TrainAccuracy);
            WriteScalar(stream, epoch.Step, "epoch/test_loss", epoch.TestLoss);
            WriteScalar(stream, epoch.Step, "epoch/test_accuracy", epoch.TestAccuracy);
        }
    }

    private static double Sum(WrongBits bits) =>
        new[] { bits.Activations, bits.Weights, bits.Errors, bits.OptimizerStates }.Sum(counts => counts?.Sum() ?? 0);

    private static void WriteScalar(Stream stream, long step, string tag, double? value)
    {
        if (value is not { } number)
            return;
        byte[] scalar = Message(output =>
        {
            output.WriteTag(TagField, WireFormat.WireType.LengthDelimited);
            output.WriteString(tag);
            output.WriteTag(SimpleValueField, WireFormat.WireType.Fixed32);
            output.WriteFloat((float)number);
        });
        byte[] summary = Message(output =>
        {
            output.WriteTag(ValueField, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(scalar));
        });
        WriteRecord(stream, Message(output =>
        {
            WriteWallTime(output, step);
            output.WriteTag(StepField, WireFormat.WireType.Varint);
            output.WriteInt64(step);
            output.WriteTag(SummaryField, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(summary));
        }));
    }

    private static void WriteWallTime(CodedOutputStream output, long seconds)
    {
        output.WriteTag(WallTimeField, WireFormat.WireType.Fixed64);
        output.WriteDouble(seconds);
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream))
            write(output);
        return stream.ToArray();
    }

    /// <summary>A record of TFRecord: length, its checksum, the data, their checksum.</summary>
    private static void WriteRecord(Stream stream, byte[] data)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], Masked(head[..8]));
        stream.Write(head);
        stream.Write(data);
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Masked(data));
        stream.Write(checksum);
    }

    private static uint Masked(ReadOnlySpan<byte> data)
    {
        uint crc = Checksum.Crc32C(data);
        return ((crc >> 15) | (crc << 17)) + MaskDelta;
    }
}
