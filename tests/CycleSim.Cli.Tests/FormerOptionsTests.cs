using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>Names and forms of version 0.1 do what they did, with a note on standard error.</summary>
public sealed class FormerOptionsTests : IDisposable
{
    private static readonly string Sample = Path.Combine(Repository.Root, "traces", "lenet5-batch8.cst");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("array --tech sram --capacity 1MiB", "array --memory sram --capacity 1M", "--tech is now --memory")]
    [InlineData("array sweep --tech sram stt-mram --to 64KiB --csv", "array sweep --memories sram,stt-mram --to 64K " +
        "--csv", "--tech is now --memories")]
    [InlineData("array sweep --tech=sram --to 64KiB --csv", "array sweep -m sram --to 64KiB --csv", "--tech is now --memories")]
    [InlineData(
        "array --capacity 1MiB --devices lstp --write-device P55 --write-error-rate 8e-4",
        "array --capacity 1MiB --transistors lstp --device P55 --write-error-rate 8e-4", "--devices is now --transistors|--write-device " +
            "is now --device")]
    [InlineData("device info --preset T1 --json", "device info --json --device T1", "--preset is now --device")]
    [InlineData("device info --file JUNCTION", "device info --device ./JUNCTION", "--file is now --device")]
    [InlineData("dram --trace REQUESTS --part ddr3-800-4gb-x8-1rank", "dram REQUESTS --dram " +
        "ddr3-800-4gb-x8-1rank", "--part is now --dram|--trace FILE is now FILE alone")]
    [InlineData("device operating-point --wer 1e-4 --pulse-ns 10", "device write-point --write-error-rate 1e-4 --pulse-ns 10",
        "operating-point is now write-point|--wer is now --write-error-rate")]
    [InlineData("trace dump SAMPLE --to 1us --component weight", "trace dump SAMPLE --to 1us --components weight",
        "--component is now --components")]
    [InlineData("gemm --map-only --m 64 --n 64 --k 64 --tile 32x32x32 --order mnk",
        "gemm --map-only --m 64 --n 64 --k 64 --tile 32x32x32 --loop-order mnk", "--order is now --loop-order")]
    [InlineData("array --memory stt-mram-p55 --capacity 512KiB --code sec-ded --code-data-bits 64",
        "array --memory stt-mram-p55 --capacity 512KiB --code sec-ded --data-bits 64", "--code-data-bits is now --data-bits")]
    [InlineData("trace replay SAMPLE --mode open --json", "trace replay --json SAMPLE --loop open", "--mode is now --loop")]
    public void A_former_form_prints_what_the_form_of_today_prints(string former, string today, string notes)
    {
        CliRun before = Run(former);
        CliRun now = Run(today);
        Assert.Equal((0, 0), (before.ExitCode, now.ExitCode));
        Assert.Equal(now.Output, before.Output);
        Assert.NotEqual("", now.Output);
        Assert.DoesNotContain("note:", now.Errors, StringComparison.Ordinal);
        string[] lines = [.. before.Errors.Split('\n').Where(line => line.Contains("note:", StringComparison.Ordinal))];
        Assert.Equal(notes.Split('|').Order(), lines.Select(line => line["cyclesim: note: ".Length..]).Order(), (expected, line) =>
            line.StartsWith(expected, StringComparison.Ordinal) && line.EndsWith("read for one more version", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("simulate -n lenet5-28x28-mnist -b 1 -c 64KiB", "--json {0}", "--json={0}")]
    [InlineData("trace convert SAMPLE", "--to csv --begin 1us --end 2us --out {0}", "--format csv --from 1us --to 2us --out {0}")]
    [InlineData("trace convert SAMPLE", "--to=csv --until 2us -o {0}", "--format csv --to 2us -o {0}")]
    [InlineData("array plot --model table --to 64KiB", "--output {0}.svg", "--out {0}.svg")]
    [InlineData("plot heatmap SAMPLE", "--component weight --out {0}.svg", "--scratchpad weight --out {0}.svg")]
    public void A_former_form_writes_what_the_form_of_today_writes(string command, string former, string today)
    {
        CliRun before = Run($"{command} {string.Format(null, former, _folder.File("before"))}");
        CliRun now = Run($"{command} {string.Format(null, today, _folder.File("now"))}");
        Assert.Equal((0, 0), (before.ExitCode, now.ExitCode));
        Assert.Equal(now.Output, before.Output);
        Assert.Contains("read for one more version", before.Errors, StringComparison.Ordinal);
        string ending = former.EndsWith(".svg", StringComparison.Ordinal) ? ".svg" : "";
        Assert.Equal(File.ReadAllBytes(_folder.File("now" + ending)), File.ReadAllBytes(_folder.File("before" + ending)));
    }

    [Theory]
    [InlineData("systolic --m 4 --n 4 --k 4")]
    [InlineData("gemm --map-only --m 4 --n 4 --k 4 --buffer-a 1K --buffer-b 1K --buffer-c 1K")]
    [InlineData("dram REQUESTS")]
    [InlineData("array --capacity 1MiB")]
    [InlineData("array sweep --to 64KiB")]
    [InlineData("array table2")]
    [InlineData("trace info SAMPLE")]
    [InlineData("trace replay SAMPLE")]
    [InlineData("trace replay SAMPLE --loop open")]
    [InlineData("device info")]
    public void Json_in_a_file_is_what_json_prints_and_tables_are_printed_beside_it(string command)
    {
        string file = _folder.File("a.json");
        CliRun tables = Run(command), printed = Run($"{command} --json"), written = Run($"{command} --json={file}");
        Assert.Equal((0, 0, 0), (tables.ExitCode, printed.ExitCode, written.ExitCode));
        Assert.Equal(printed.Output, File.ReadAllText(file));
        Assert.Equal(tables.Output, written.Output);
        Assert.StartsWith("{", printed.Output.Replace('[', '{'), StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_about_a_key_starts_with_the_program_as_one_about_an_option_does()
    {
        string file = Path.GetTempFileName();
        string text = File.ReadAllText(Path.Combine(Repository.Root, "models", "machines", "paper.json"));
        File.WriteAllText(file, text.Replace("\"systolic_array\"", "\"array\"", StringComparison.Ordinal));
        CliRun run = CliRun.Of("simulate", "--network", "lenet5-28x28-mnist", "--batch", "1", "--layers", "fc3", "--machine", file);
        File.Delete(file);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"cyclesim: note: {file}(", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_does_not_replace_what_is_read()
    {
        CliRun run = Run("dram REQUESTS --json=REQUESTS");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("named twice", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_are_given_once()
    {
        Assert.Contains("the requests are missing", Run("dram").Errors, StringComparison.Ordinal);
        Assert.Contains("given twice", Run("dram REQUESTS --trace REQUESTS").Errors, StringComparison.Ordinal);
    }

    private CliRun Run(string arguments)
    {
        string requests = _folder.Write("requests.csv", "cycle,op,addr\n0,R,64\n10,W,0x1000\n");
        // A file need not end in .json to be one; the former option took any.
        string junction = Path.GetRelativePath(".", _folder.Write("junction", CliRun.Of("models", "show", "T1", "--raw").Output));
        return CliRun.Of([.. arguments.Split(' ').Select(part => part
            .Replace("SAMPLE", Sample, StringComparison.Ordinal).Replace("REQUESTS", requests, StringComparison.Ordinal)
            .Replace("JUNCTION", junction, StringComparison.Ordinal))]);
    }
}
