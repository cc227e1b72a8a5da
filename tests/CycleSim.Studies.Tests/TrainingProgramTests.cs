using CycleSim.Studies.Accuracy;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Tests;

/// <summary>Where the training program is looked for, and in which order.</summary>
public sealed class TrainingProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_name_that_the_user_gives_counts_alone()
    {
        string home = Place("home");
        string named = Place("elsewhere");
        Assert.Equal(named, TrainingProgram.Find(named, Folder(home), null));
        Assert.Null(TrainingProgram.Find(Path.Combine(_folder, "none"), Folder(home), Folder(home)));
    }

    [Fact]
    public void Else_it_is_beside_the_command_in_the_build_folder_of_a_checkout_or_on_the_path()
    {
        string home = Path.Combine(_folder, "src", "CycleSim.Cli", "bin", "Release", "net10.0");
        Directory.CreateDirectory(home);
        string onPath = Place("usr");
        string path = $"{Path.Combine(_folder, "empty")}{Path.PathSeparator}{Folder(onPath)}";
        Assert.Null(TrainingProgram.Find(null, home, null));
        Assert.Equal(onPath, TrainingProgram.Find("", home, path));
        string debug = Place("src/CycleSim.Training/bin/Debug/net10.0");
        string built = Place("src/CycleSim.Training/bin/Release/net10.0");
        Assert.Equal(onPath, TrainingProgram.Find(null, home, path));
        File.WriteAllText(Path.Combine(_folder, "CycleSim.sln"), "");
        Assert.Equal(built, TrainingProgram.Find(null, home, path));
        Assert.Equal(debug, TrainingProgram.Find(null, home.Replace("Release", "Debug", StringComparison.Ordinal) + "/", path));
        string tests = Path.Combine(_folder, "tests", "Some.Tests", "bin", "Release", "net10.0");
        Assert.Equal(built, TrainingProgram.Find(null, tests, path));
        string beside = Place("src/CycleSim.Cli/bin/Release/net10.0");
        Assert.Equal(beside, TrainingProgram.Find(null, home, path));
    }

    /// <summary>`dotnet tool install --tool-path DIR` need not put that folder on the path.</summary>
    [Fact]
    public void An_installed_command_finds_the_one_that_was_installed_beside_it()
    {
        string home = Path.Combine(_folder, "tools", ".store", "cyclesim", "0.1.0", "cyclesim.linux-x64", "0.1.0", "tools", "net10.0");
        Directory.CreateDirectory(home);
        string onPath = Place("usr");
        Assert.Equal(onPath, TrainingProgram.Find(null, home, Folder(onPath)));
        string beside = Place("tools");
        Assert.Equal(beside, TrainingProgram.Find(null, home + "/", Folder(onPath)));
    }

    [Fact]
    public void The_command_line_of_a_run_has_what_the_request_says() => Assert.Equal(
        "--network lenet5 --epochs 2 --batch 64 --learning-rate 0.02 --seed 7 --max-steps 150 --checkpoint-every 100 "
        + "--error-model flip --activation-write-error-rates off "
        + "--weight-write-error-rates mantissa@8e-4 --error-write-error-rates off",
        string.Join(' ', TrainingProcess.Arguments(new TrainingRequest(
            "a", "lenet5", "mnist", 2, 64, 0.02, 150, null, 7, ErrorModelNames.Flip, new("off", "mantissa@8e-4", "off")))));

    [Fact]
    public void A_narrow_network_has_its_width_in_command_line_and_id()
    {
        var whole = new TrainingRequest(
            "a", "alexnet", "cifar-10", 2, 64, 0.02, null, null, 7, ErrorModelNames.Flip, new("off", "off", "off"));
        TrainingRequest narrow = whole with { Width = 0.25 };
        Assert.StartsWith(
            "--network alexnet --width 0.25 --epochs 2 ", string.Join(' ', TrainingProcess.Arguments(narrow)), StringComparison.Ordinal);
        Assert.NotEqual(whole.Id("x"), narrow.Id("x"));
    }

    private static string Folder(string file) => Path.GetDirectoryName(file)!;

    private string Place(string folder)
    {
        string home = Path.Combine(_folder, folder.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(home);
        string file = Path.Combine(home, OperatingSystem.IsWindows() ? "cyclesim-train.exe" : "cyclesim-train");
        File.WriteAllText(file, "");
        return file;
    }
}
