using System.Buffers.Binary;
using CycleSim.Platform;
using CycleSim.Studies.Reports;
using CycleSim.TrainingRuns;
using Google.Protobuf;

namespace CycleSim.Studies.Tests.Reports;

public sealed class TensorBoardFileTests
{
    private static readonly TrainingLogFile Run = new(
        "run",
        [
            new StepLine { Step = 0, Loss = 2.5, Accuracy = 0.25, WrongBits = new WrongBits { Activations = [1, 2], Errors = [4] } },
            new StepLine { Step = 1, Loss = null, Accuracy = 0.5 },
        ],
        [new EpochLine { Step = 2, TrainLoss = 1.5, TrainAccuracy = 0.375, TestLoss = null, TestAccuracy = 0.75 }], null);

    /// <summary>Every file of TensorBoard starts so: a record of 24 bytes, and the masked checksum of that length.</summary>
    [Fact]
    public void The_first_record_has_the_length_and_the_checksum_of_every_event_file() => Assert.Equal(
        [0x18, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0x7F, 0x4B, 0x22, 0x09], Written()[..13]);

    [Fact]
    public void Each_number_is_an_event_with_its_step_as_wall_time()
    {
        (double Wall, long Step, string Text, float Value)[] events = [.. Events(Written())];
        Assert.Equal((0, 0, "brain.Event:2", 0), events[0]);
        Assert.Equal(
            [
                (0, 0, "step/loss", 2.5f), (0, 0, "step/accuracy", 0.25f), (0, 0, "step/wrong_bits", 7f),
                (1, 1, "step/accuracy", 0.5f), (1, 1, "step/wrong_bits", 0f),
                (2, 2, "epoch/train_loss", 1.5f), (2, 2, "epoch/train_accuracy", 0.375f), (2, 2, "epoch/test_accuracy", 0.75f),
            ],
            events[1..]);
    }

    [Fact]
    public void Each_run_has_a_folder_and_the_same_run_the_same_bytes()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            TensorBoardFile.WriteRuns(Path.Combine(folder, "board"), [Run, Run with { Name = "other" }]);
            foreach (string name in new[] { "run", "other" })
                Assert.Equal(Written(), File.ReadAllBytes(Path.Combine(folder, "board", name, TensorBoardFile.Name)));
            Assert.Throws<InputException>(() => TensorBoardFile.WriteRuns(Path.Combine(folder, "twice"), [Run, Run]));
            Assert.False(Directory.Exists(Path.Combine(folder, "twice")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Written()
    {
        using var stream = new MemoryStream();
        TensorBoardFile.Write(stream, Run);
        return stream.ToArray();
    }

    private static IEnumerable<(double Wall, long Step, string Text, float Value)> Events(byte[] file)
    {
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            yield return Event(new CodedInputStream(file[(at + 12)..(at + 12 + length)]));
            at += length + 16;
        }
    }

    // Fields of all three messages, in the order in which they nest.
    private static (double Wall, long Step, string Text, float Value) Event(CodedInputStream input)
    {
        (double wall, long step, string text, float value) = (-1, 0, "", 0);
        while (input.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case 0x09: wall = input.ReadDouble(); break;
                case 0x10: step = input.ReadInt64(); break;
                case 0x1A: text = input.ReadString(); break;
                case 0x2A: (text, value) = Scalar(input.ReadBytes().CreateCodedInput()); break;
                default: throw new InvalidDataException($"tag {tag}");
            }
        }

        return (wall, step, text, value);
    }

    private static (string Text, float Value) Scalar(CodedInputStream summary)
    {
        Assert.Equal(0x0Au, summary.ReadTag());
        CodedInputStream value = summary.ReadBytes().CreateCodedInput();
        Assert.Equal(0x0Au, value.ReadTag());
        string text = value.ReadString();
        Assert.Equal(0x15u, value.ReadTag());
        return (text, value.ReadFloat());
    }
}
