using System.Text.Json;
using CycleSim.Configuration.Files;
using CycleSim.Training.Errors;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Running;

/// <summary>The JSON lines of a run: one for each step and one for each epoch. No value depends on time or machine.</summary>
internal sealed class RunLog : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = false };

    private readonly LogFile _file;

    /// <summary>Opens the log.</summary>
    /// <param name="path">File.</param>
    /// <param name="length">Bytes to keep: those that the checkpoint knew of; 0 to start anew.</param>
    internal RunLog(string path, long length) => _file = LogFile.Open(path, length);

    /// <summary>Bytes so far, all handed to the system.</summary>
    internal long Length => _file.Length;

    internal void WriteStep(long step, long epoch, double loss, int correct, int batch, ErrorCounts errors) => WriteLine(json =>
    {
        json.WriteString("kind", "step");
        json.WriteNumber("step", step);
        json.WriteNumber("epoch", epoch);
        WriteFinite(json, "loss", loss);
        json.WriteNumber("accuracy", (double)correct / batch);
        WriteErrors(json, errors);
    });

    internal void WriteEpoch(long epoch, long step, double loss, double accuracy, double? testLoss, double? testAccuracy) =>
        WriteLine(json =>
    {
        json.WriteString("kind", "epoch");
        json.WriteNumber("epoch", epoch);
        json.WriteNumber("step", step);
        WriteFinite(json, "train_loss", loss);
        json.WriteNumber("train_accuracy", accuracy);
        WriteFinite(json, "test_loss", testLoss);
        WriteFinite(json, "test_accuracy", testAccuracy);
    });

    internal void WriteDiverged(long step, long epoch) => WriteLine(json =>
    {
        json.WriteString("kind", "diverged");
        json.WriteNumber("step", step);
        json.WriteNumber("epoch", epoch);
    });

    /// <summary>Errors by role: an array of 32 counts from bit 0, for roles with any.</summary>
    internal static void WriteErrors(Utf8JsonWriter json, ErrorCounts errors)
    {
        json.WriteStartObject("errors");
        foreach (TensorRole role in TensorRoles.All.Where(role => errors.Total(role) > 0))
        {
            json.WriteStartArray(TensorRoles.KeyOf(role));
            foreach (long count in errors.Bits(role))
                json.WriteNumberValue(count);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>A number, or null when it is none that JSON knows.</summary>
    internal static void WriteFinite(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    /// <summary>Says that the run is over: nothing will be added.</summary>
    internal void Complete() => _file.Complete();

    public void Dispose() => _file.Dispose();

    private void WriteLine(Action<Utf8JsonWriter> content)
    {
        using (var json = new Utf8JsonWriter(_file.Stream, Options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        _file.Stream.WriteByte((byte)'\n');
    }
}
