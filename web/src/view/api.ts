/** The server's API for the screens around the board, through the real outside. */
import { env } from "../env.ts";
import { apiOf } from "../sync/api.ts";

export const api = apiOf(env);
