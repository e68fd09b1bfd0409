import 'server-only';

/** Names of members that the protocol itself writes, in objects of every kind. */
export const FIELD_NAMES: ReadonlySet<string> = new Set(
  (
    'id object created_at started_at expires_at expired_at cancelled_at failed_at completed_at incomplete_at ' +
    'thread_id run_id assistant_id status type required_action submit_tool_outputs submit_tool_approval tool_calls ' +
    'tool_approvals function name arguments output outputs description parameters strict last_error code message ' +
    'model instructions additional_instructions additional_messages tools tool_resources file_ids vector_store_ids ' +
    'vector_stores code_interpreter file_search retrieval metadata temperature top_p max_completion_tokens ' +
    'max_prompt_tokens truncation_strategy last_messages incomplete_details reason usage prompt_tokens ' +
    'completion_tokens total_tokens prompt_token_details prompt_tokens_details completion_token_details ' +
    'completion_tokens_details cached_tokens reasoning_tokens response_format json_schema schema tool_choice ' +
    'parallel_tool_calls reasoning_effort stream step_details message_creation message_id input logs image file_id ' +
    'file_name score content results queries ranking_options ranker score_threshold attributes text value ' +
    'annotations start_index end_index file_citation file_path url_citation quote title url image_file image_url ' +
    'detail refusal role attachments filename purpose bytes status_details data first_id last_id has_more ' +
    'server_label mcp openapi requires_approval error delta index'
  ).split(' '),
);
