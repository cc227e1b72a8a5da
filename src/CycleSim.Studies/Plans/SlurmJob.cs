namespace CycleSim.Studies.Plans;

/// <summary>A sweep as an array job of Slurm: each task runs one point, and a last command collects them.</summary>
public static class SlurmJob
{
    /// <summary>The script for sbatch.</summary>
    /// <param name="name">Name of the study.</param>
    /// <param name="points">Points, at least 1.</param>
    /// <param name="plan">Full path of the plan.</param>
    /// <param name="folder">Full path of the folder for results.</param>
    public static string Script(string name, int points, string plan, string folder)
    {
        string sweep = $"cyclesim sweep {Quoted(plan)} --out {Quoted(folder)} --jobs 1";
        return $"""
            #!/bin/sh
            #SBATCH --job-name={new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')])}
            #SBATCH --array=0-{points - 1}
            #SBATCH --cpus-per-task=1
            # Submit with: sbatch sweep.sbatch
            # When all tasks are done, collect with: {sweep} --resume
            exec {sweep} --point "$SLURM_ARRAY_TASK_ID"

            """.ReplaceLineEndings("\n");
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
