/** Who runs: the assistant or agent a run belongs to. */
export interface Assistant {
  id: string;
  name: string | null;
  model: string | null;
}
