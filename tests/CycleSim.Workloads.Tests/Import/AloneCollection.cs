namespace CycleSim.Workloads.Tests.Import;

/// <summary>Runs what measures time after all other tests, not beside them.</summary>
[CollectionDefinition(ImportSpeedTests.Alone, DisableParallelization = true)]
public class AloneCollection;
