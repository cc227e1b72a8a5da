namespace CycleSim.Accelerator.Steps;

/// <summary>The processes that get a step through the machine.</summary>
internal interface IStepRun
{
    /// <summary>The step has ended.</summary>
    public bool HasEnded { get; }

    /// <summary>Starts them.</summary>
    public void Start();
}
